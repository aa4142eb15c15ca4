@NullMarked
package dev.beckon.loadtest.bench;

import org.jspecify.annotations.NullMarked;
