"""The game in a class: sessions, their log, pages for phones, projector and teacher, and the debrief. A third face of the trees."""
