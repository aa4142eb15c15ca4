/** One application, all roles: who starts what. */
@NullMarked
package dev.beckon.app;

import org.jspecify.annotations.NullMarked;
