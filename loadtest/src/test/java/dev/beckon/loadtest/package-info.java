/** Tests of the commands. */
@NullMarked
package dev.beckon.loadtest;

import org.jspecify.annotations.NullMarked;
