package dev.beckon.city.csv;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file, gzipped or not, read row by row. Its columns may stand in any order; rows that cannot
 * be read are counted and skipped.
 */
public final class CsvFile<T> implements AutoCloseable {

    private final String what;
    private final Path path;
    private final SeekableByteChannel channel;
    private final BufferedReader lines;
    private final Map<String, Integer> places;
    private final Reader<T> reader;
    private int line = 1;
    private int skipped;
    private @Nullable String firstBad;

    private CsvFile(
            String what,
            Path path,
            SeekableByteChannel channel,
            List<String> columns,
            Reader<T> reader)
            throws IOException {
        this.what = what;
        this.path = path;
        this.channel = channel;
        this.lines = lines(channel);
        this.reader = reader;
        String header = lines.readLine();
        try {
            this.places = CsvRow.header(header == null ? "" : header, columns);
        } catch (BadRowException e) {
            throw new CsvException("%s line 1: %s".formatted(path, e.getMessage()));
        }
    }

    /**
     * @param what is in it, which is the option's name too
     * @throws CsvException if there is no such file, or its header is another
     */
    public static <T> CsvFile<T> open(
            String what, Path path, List<String> columns, Reader<T> reader) {
        try {
            SeekableByteChannel channel = Files.newByteChannel(path);
            try {
                return new CsvFile<>(what, path, channel, columns, reader);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new CsvException(
                    "%s file %s is not there; check the path after --%s"
                            .formatted(what, path, what));
        } catch (IOException e) {
            throw new CsvException(
                    "%s file %s cannot be read (%s); copy it again"
                            .formatted(what, path, e.getMessage()));
        }
    }

    /**
     * What the next row says that can be read; null at the end.
     *
     * @throws CsvException if the rest cannot be read
     */
    public @Nullable T next() {
        while (true) {
            String text = nextLine();
            if (text == null) {
                return null;
            }
            line++;
            if (text.isBlank()) {
                continue;
            }
            try {
                return reader.read(CsvRow.of(places, text));
            } catch (BadRowException e) {
                skipped++;
                if (firstBad == null) {
                    firstBad =
                            "%s line %d: %s; mend the row or take it out"
                                    .formatted(path, line, e.getMessage());
                }
            }
        }
    }

    /** How many rows could not be read. */
    public int skipped() {
        return skipped;
    }

    /** What was wrong with the first of them; null where all could be read. */
    public @Nullable String firstBad() {
        return firstBad;
    }

    /** That nothing in it can be used. */
    public CsvException empty() {
        return new CsvException(
                firstBad == null
                        ? "%s holds no %s; give a file with rows".formatted(path, what)
                        : firstBad);
    }

    /** How much of it is read, of a hundred. */
    public int percent() {
        try {
            return (int) (100 * channel.position() / Math.max(1, channel.size()));
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            // It was only read.
        }
    }

    private @Nullable String nextLine() {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new CsvException(
                    "%s line %d: the rest cannot be read (%s); copy the file again"
                            .formatted(path, line + 1, e.getMessage()));
        }
    }

    private static BufferedReader lines(SeekableByteChannel channel) throws IOException {
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return new BufferedReader(
                new InputStreamReader(
                        gzip ? new GZIPInputStream(in, 1 << 16) : in, StandardCharsets.UTF_8));
    }

    /** Makes something of a row. */
    public interface Reader<T> {

        T read(CsvRow row) throws BadRowException;
    }
}
