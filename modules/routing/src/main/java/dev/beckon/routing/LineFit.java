package dev.beckon.routing;

/** The straight line that comes nearest to ways that were measured, by least squares. */
final class LineFit {

    private int n;
    private double sumM;
    private double sumS;
    private double sumMm;
    private double sumMs;
    private double sumRoadM;

    /**
     * Takes one way.
     *
     * @param distanceM as the crow flies
     */
    void add(double distanceM, double roadM, double seconds) {
        n++;
        sumM += distanceM;
        sumS += seconds;
        sumMm += distanceM * distanceM;
        sumMs += distanceM * seconds;
        sumRoadM += roadM;
    }

    /**
     * @param otherwise where too few ways are known to tell
     */
    StraightLine line(StraightLine otherwise) {
        double secondsPerM = (n * sumMs - sumM * sumS) / (n * sumMm - sumM * sumM);
        double startS = (sumS - secondsPerM * sumM) / n;
        if (startS < 0) {
            startS = 0;
            secondsPerM = sumS / sumM;
        }
        if (!(secondsPerM > 0 && Double.isFinite(secondsPerM))) {
            return otherwise;
        }
        double factor = Math.max(1, sumRoadM / sumM);
        return new StraightLine(factor, factor / secondsPerM, startS);
    }
}
