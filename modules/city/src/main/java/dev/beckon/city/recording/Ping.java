package dev.beckon.city.recording;

import dev.beckon.city.csv.BadRowException;
import dev.beckon.city.csv.CsvFile;
import dev.beckon.city.csv.CsvRow;
import dev.beckon.contracts.geo.LatLng;
import java.nio.file.Path;
import java.util.List;

/**
 * Where somebody really was.
 *
 * @param atS epoch seconds
 * @param cab which vehicle
 */
record Ping(long atS, String cab, LatLng point) {

    private static final List<String> COLUMNS = List.of("epoch", "cab", "lat", "lon");

    /** A file of them, which is read in the order of time. */
    static CsvFile<Ping> open(Path path) {
        return CsvFile.open("pings", path, COLUMNS, new InOrder());
    }

    private static final class InOrder implements CsvFile.Reader<Ping> {

        private long latestS;

        @Override
        public Ping read(CsvRow row) throws BadRowException {
            long atS = row.epochS("epoch");
            LatLng point = row.point("lat", "lon");
            if (atS < latestS) {
                throw new BadRowException(
                        "epoch", "is before that of a row above, and rows must be sorted by it");
            }
            latestS = atS;
            return new Ping(atS, row.text("cab"), point);
        }
    }
}
