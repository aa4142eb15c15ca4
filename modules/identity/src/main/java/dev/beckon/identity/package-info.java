/** Accounts, tokens and roles. */
@NullMarked
package dev.beckon.identity;

import org.jspecify.annotations.NullMarked;
