@NullMarked
package dev.beckon.loadtest.harness;

import org.jspecify.annotations.NullMarked;
