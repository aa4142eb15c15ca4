package dev.beckon.app.planted.drivers;

/** Prints. */
final class PrintService {
    void say() {
        System.out.println();
    }
}
