"""From the wire to a request that may be answered: sockets and addresses, guards, limits of tries, forms. Knows no session."""
