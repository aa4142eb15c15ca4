package dev.beckon.contracts.geo;

/**
 * The cells of some 220 m by 220 m in which drivers are shown to those whom it does not concern.
 * Rows are equally high; each has as many cells as fit around the earth there, so that none is cut
 * by the antimeridian.
 */
public final class Cells {

    private static final int ROWS = 90_000;
    private static final double HEIGHT_DEG = 180.0 / ROWS;
    private static final double DECIMALS = 1e6;

    private Cells() {}

    /** The middle of the cell that a point lies in. */
    public static LatLng middle(LatLng point) {
        double row = Math.min(Math.floor((point.lat() + 90) / HEIGHT_DEG), ROWS - 1);
        double lat = (row + 0.5) * HEIGHT_DEG - 90;
        double columns = Math.max(1, Math.rint(360 * Math.cos(Math.toRadians(lat)) / HEIGHT_DEG));
        double column = Math.floor((point.lng() + 180) / 360 * columns) % columns;
        return new LatLng(rounded(lat), rounded((column + 0.5) / columns * 360 - 180));
    }

    private static double rounded(double degrees) {
        return Math.rint(degrees * DECIMALS) / DECIMALS;
    }
}
