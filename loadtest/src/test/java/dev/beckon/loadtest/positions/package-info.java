@NullMarked
package dev.beckon.loadtest.positions;

import org.jspecify.annotations.NullMarked;
