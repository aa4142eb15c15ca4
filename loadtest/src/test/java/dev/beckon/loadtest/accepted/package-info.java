@NullMarked
package dev.beckon.loadtest.accepted;

import org.jspecify.annotations.NullMarked;
