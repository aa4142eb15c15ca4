package dev.beckon.city.streets;

import dev.beckon.contracts.geo.LatLng;
import dev.beckon.routing.Earth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Lays out the streets of Ferrow, a city that does not exist: an irregular grid on both banks of a
 * river with few bridges, avenues, diagonals, one-way streets and a park. The same seed gives the
 * same city.
 */
final class SyntheticCity {

    static final String NAME = "Ferrow";

    /** At this latitude a degree of longitude is 0.61 of one of latitude: mixing them shows. */
    static final LatLng CENTRE = new LatLng(52.5, 16.05);

    private static final double WIDTH_M = 8_600;
    private static final double HEIGHT_M = 7_000;

    private final Random random;
    private final Terrain terrain;
    private final double[] columnsM;
    private final double[] rowsM;
    private final int midColumn;
    private final int midRow;
    private final Set<Integer> bridges = new HashSet<>();
    private final Map<Long, Integer> crossings = new HashMap<>();
    private final List<double[]> placesM = new ArrayList<>();
    private final List<Street> streets = new ArrayList<>();

    private SyntheticCity(long seed) {
        random = new Random(seed);
        terrain = new Terrain(random, WIDTH_M, HEIGHT_M);
        columnsM = lines(WIDTH_M * 0.62);
        rowsM = lines(HEIGHT_M * 0.62);
        midColumn = nearest(columnsM);
        midRow = nearest(rowsM);
        for (int offset : new int[] {-18, -12, -6, 0, 6, 12, 18}) {
            bridges.add(midColumn + offset);
        }
    }

    static StreetPlan plan(long seed) {
        SyntheticCity city = new SyntheticCity(seed);
        city.placeCrossings();
        city.drawStreets();
        return new Connected(city.points(), city.streets).plan(city.grounds(), hotSpots());
    }

    /** Where streets run: close together in the centre, far apart outside. */
    private double[] lines(double reachM) {
        List<Double> lines = new ArrayList<>();
        for (int direction : new int[] {-1, 1}) {
            double at = direction > 0 ? 0 : -60;
            while (Math.abs(at) < reachM) {
                lines.add(at);
                double spacing = 85 + 110 * Math.abs(at) / reachM + random.nextDouble() * 60;
                at += direction * spacing;
            }
        }
        return lines.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static int nearest(double[] lines) {
        int nearest = 0;
        for (int i = 0; i < lines.length; i++) {
            nearest = Math.abs(lines[i]) < Math.abs(lines[nearest]) ? i : nearest;
        }
        return nearest;
    }

    private void placeCrossings() {
        for (int column = 0; column < columnsM.length; column++) {
            for (int row = 0; row < rowsM.length; row++) {
                double x = columnsM[column];
                double y = rowsM[row];
                double eastM = x + terrain.bendEastM(x, y) + random.nextGaussian() * 9;
                double northM = y + terrain.bendNorthM(x, y) + random.nextGaussian() * 9;
                if (terrain.buildable(eastM, northM)) {
                    crossings.put(key(column, row), placesM.size());
                    placesM.add(new double[] {eastM, northM});
                }
            }
        }
    }

    private void drawStreets() {
        StreetNames names = new StreetNames(random);
        for (int column = 0; column < columnsM.length; column++) {
            List<Integer> line = new ArrayList<>();
            for (int row = 0; row < rowsM.length; row++) {
                line.add(crossings.getOrDefault(key(column, row), -1));
            }
            draw(line, rank(column - midColumn), bridges.contains(column), column, names);
        }
        for (int row = 0; row < rowsM.length; row++) {
            List<Integer> line = new ArrayList<>();
            for (int column = 0; column < columnsM.length; column++) {
                line.add(crossings.getOrDefault(key(column, row), -1));
            }
            draw(line, rank(row - midRow), false, row, names);
        }
        for (int[] direction : new int[][] {{1, 1}, {-1, 1}, {1, -1}}) {
            List<Integer> line = new ArrayList<>();
            for (int step = 2; step < columnsM.length; step++) {
                int column = midColumn + direction[0] * step;
                int row = midRow + direction[1] * step;
                line.add(crossings.getOrDefault(key(column, row), -1));
            }
            draw(line, Street.Rank.SECONDARY, false, 0, names);
        }
    }

    private static Street.Rank rank(int fromCentre) {
        if (Math.abs(fromCentre) == 18) {
            return Street.Rank.TRUNK;
        }
        if (fromCentre % 12 == 0) {
            return Street.Rank.PRIMARY;
        }
        if (fromCentre % 6 == 0) {
            return Street.Rank.SECONDARY;
        }
        return fromCentre % 3 == 0 ? Street.Rank.TERTIARY : Street.Rank.RESIDENTIAL;
    }

    /**
     * Draws one line of crossings (-1 where there is none) as streets: it ends at the river unless
     * it has a bridge, and here and there a house stands in a side street's way.
     */
    private void draw(
            List<Integer> line, Street.Rank rank, boolean bridge, int index, StreetNames names) {
        String name = names.next(rank);
        boolean side = rank == Street.Rank.RESIDENTIAL;
        boolean oneWay = side && random.nextDouble() < 0.6;
        List<Integer> run = new ArrayList<>();
        int gap = 0;
        for (int node : line) {
            if (node < 0) {
                gap++;
                continue;
            }
            if (!run.isEmpty() && !leads(run.getLast(), node, gap, side, bridge)) {
                finish(name, rank, oneWay, index, run);
            }
            run.add(node);
            gap = 0;
        }
        finish(name, rank, oneWay, index, run);
    }

    private boolean leads(int from, int to, int gap, boolean side, boolean bridge) {
        double[] start = placesM.get(from);
        double[] end = placesM.get(to);
        boolean acrossRiver =
                terrain.northOfRiverM(start[0], start[1]) > 0
                        != terrain.northOfRiverM(end[0], end[1]) > 0;
        if (acrossRiver) {
            return bridge;
        }
        double outwards = terrain.outwards(start[0], start[1]);
        return gap == 0 && !(side && random.nextDouble() < 0.04 + 0.14 * outwards);
    }

    private void finish(
            String name, Street.Rank rank, boolean oneWay, int index, List<Integer> run) {
        if (run.size() > 1) {
            double[] start = placesM.get(run.getFirst());
            double[] end = placesM.get(run.getLast());
            boolean inner =
                    terrain.outwards((start[0] + end[0]) / 2, (start[1] + end[1]) / 2) < 0.6;
            // Neighbouring one-way streets lead in opposite directions.
            List<Integer> nodes = index % 2 == 0 ? run : run.reversed();
            streets.add(new Street(name, rank, oneWay && inner, nodes));
        }
        run.clear();
    }

    private List<LatLng> points() {
        return placesM.stream().map(place -> point(place[0], place[1])).toList();
    }

    private List<Ground> grounds() {
        return List.of(
                ground(Ground.Sort.WATER, terrain.river()),
                ground(Ground.Sort.PARK, terrain.park()));
    }

    private static Ground ground(Ground.Sort sort, List<double[]> outlineM) {
        return new Ground(sort, outlineM.stream().map(place -> point(place[0], place[1])).toList());
    }

    private static List<HotSpot> hotSpots() {
        return List.of(
                new HotSpot("Old Market", point(0, 250), 450, 0.24, 0.12),
                new HotSpot("Central Station", point(-1500, 500), 250, 0.14, 0.12),
                new HotSpot("Restaurant Quarter", point(700, 100), 300, 0.26, 0.05),
                new HotSpot("University", point(-700, 1500), 400, 0.10, 0.13),
                new HotSpot("Southbank", point(300, -1700), 600, 0.12, 0.20),
                new HotSpot("Eastfield", point(2300, 300), 700, 0.07, 0.19),
                new HotSpot("Westgate", point(-2500, -900), 700, 0.07, 0.19));
    }

    private static LatLng point(double eastM, double northM) {
        double bearing = Math.toDegrees(Math.atan2(eastM, northM));
        return Earth.towards(CENTRE, bearing, Math.hypot(eastM, northM));
    }

    private static long key(int column, int row) {
        return column * 1_000L + row;
    }
}
