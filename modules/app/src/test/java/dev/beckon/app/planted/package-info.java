/**
 * A small project that breaks every rule of the architecture once, beside some classes that keep
 * them: what the rules are tested on.
 */
@NullMarked
package dev.beckon.app.planted;

import org.jspecify.annotations.NullMarked;
