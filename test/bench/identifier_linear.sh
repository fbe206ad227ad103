#!/bin/sh
# identifier_linear.sh: how the time of every function of the identifier room
# grows with the length of its argument, over many textures of text.  Run by
# run.sh, which sources it; the work is done by the script of the same name.
perl -I "$TREE/test/t" "$TREE/test/bench/identifier_linear.pl"
