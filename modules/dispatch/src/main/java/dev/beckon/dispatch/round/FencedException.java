package dev.beckon.dispatch.round;

/** Another instance folds this partition: what this one was about to decide is void. */
final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    FencedException() {
        super("another instance owns a partition of this round");
    }
}
