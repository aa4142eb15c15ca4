package dev.beckon.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where an option wants something written, looked at before there is anything to lose. */
final class WritableFile implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        Path file = Path.of(text).toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new TypeConversionException(
                    "the folder of %s is not there; make it".formatted(file));
        }
        if (!Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new TypeConversionException(
                    "%s cannot be written; name another file".formatted(file));
        }
        return file;
    }
}
