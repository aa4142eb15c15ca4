/** The public tools that say what the machine can do, run as they come. */
@NullMarked
package dev.beckon.loadtest.tool;

import org.jspecify.annotations.NullMarked;
