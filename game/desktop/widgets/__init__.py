"""One module a family of roles: how wide such a node wants to be, how it is laid out, how its parts are painted.

`flow` collects the boxes, `roles` is the table in which a role and a part are looked up."""
