package dev.beckon.city.report;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How far promised times of arrival were from driven ones, in seconds of the city's time.
 *
 * @param medianS of the errors without their sign
 * @param p90S nine of ten errors were smaller
 * @param biasS how much later than promised drivers came on average; negative: earlier
 */
public record EtaErrors(long count, double medianS, double p90S, double biasS) {

    private static final long LONGEST_MS = 86_400_000;

    /**
     * @param scale seconds of the city's time in one that the application promises
     */
    static EtaErrors of(List<Drive> drives, double scale) {
        Histogram absolute = new Histogram(LONGEST_MS, 3);
        double sumS = 0;
        for (Drive drive : drives) {
            double lateS = drive.drivenS() - drive.promisedS() * scale;
            sumS += lateS;
            absolute.recordValue(Math.clamp(Math.round(Math.abs(lateS) * 1e3), 0, LONGEST_MS));
        }
        return new EtaErrors(
                drives.size(),
                absolute.getValueAtPercentile(50) / 1e3,
                absolute.getValueAtPercentile(90) / 1e3,
                drives.isEmpty() ? 0 : sumS / drives.size());
    }
}
