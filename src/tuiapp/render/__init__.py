"""Tables, totals, events and charts as plain lines of cells, for the screen and for exports alike."""
