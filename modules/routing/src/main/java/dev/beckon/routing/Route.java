package dev.beckon.routing;

import dev.beckon.contracts.geo.LatLng;
import java.util.Arrays;
import java.util.List;

/** A way from one point to another, and how long it takes. */
public final class Route {

    private final List<LatLng> points;
    private final double metres;
    private final double seconds;

    /** Metres along the line up to each point. */
    private final double[] lineM;

    /**
     * @param points the line to draw, two at least
     * @param metres what a driver covers; along a straight line more than the line is long
     * @param seconds what a driver needs
     * @throws IllegalArgumentException if there is no line, or a measure is negative or no number
     */
    public Route(List<LatLng> points, double metres, double seconds) {
        if (points.size() < 2) {
            throw new IllegalArgumentException("a route has two points at least");
        }
        if (!(metres >= 0) || !(seconds >= 0)) {
            throw new IllegalArgumentException("metres and seconds must not be negative");
        }
        this.points = List.copyOf(points);
        this.metres = metres;
        this.seconds = seconds;
        this.lineM = new double[points.size()];
        for (int i = 1; i < lineM.length; i++) {
            lineM[i] = lineM[i - 1] + Earth.distanceM(points.get(i - 1), points.get(i));
        }
    }

    public List<LatLng> points() {
        return points;
    }

    public double metres() {
        return metres;
    }

    public double seconds() {
        return seconds;
    }

    public LatLng from() {
        return points.getFirst();
    }

    public LatLng to() {
        return points.getLast();
    }

    /** Where a driver is who has covered that much, and where to. */
    public Position at(double metres) {
        return atFraction(this.metres == 0 ? 1 : metres / this.metres);
    }

    /** The same, for a part of the way between 0 and 1; outside, the nearer end. */
    public Position atFraction(double fraction) {
        double coveredM = Math.clamp(fraction, 0, 1) * lineM[lineM.length - 1];
        int found = Arrays.binarySearch(lineM, coveredM);
        int reached = found >= 0 ? found : -found - 2;
        if (reached >= lineM.length - 1) {
            return new Position(
                    to(), Earth.bearingDeg(points.get(points.size() - 2), points.getLast()));
        }
        LatLng start = points.get(reached);
        double bearing = Earth.bearingDeg(start, points.get(reached + 1));
        return new Position(
                found >= 0 ? start : Earth.towards(start, bearing, coveredM - lineM[reached]),
                bearing);
    }

    /**
     * A place on the way.
     *
     * @param headingDeg degrees clockwise from north, 0 to 360
     */
    public record Position(LatLng point, double headingDeg) {}
}
