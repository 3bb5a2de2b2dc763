// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import org.huitong.api.clock.JobRun;

/**
 * A run of a job at which nobody looks and which nobody cancels.
 *
 * @param place where the file lies open that it makes; empty where nobody wants one
 */
public record QuietRun(String owner, String argument, Optional<Path> place) implements JobRun {
    public static QuietRun of(String argument) {
        return new QuietRun("anna", argument, Optional.empty());
    }

    public QuietRun into(Path file) {
        return new QuietRun(owner, argument, Optional.of(file));
    }

    @Override
    public String id() {
        return "1";
    }

    @Override
    public void progress(long done, long total) {}

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public Optional<String> mark() {
        return Optional.empty();
    }

    @Override
    public void mark(Connection transaction, String mark) {}

    @Override
    public OutputStream file(String name, String mediaType) throws IOException {
        return place.isPresent() ? Files.newOutputStream(place.get()) : OutputStream.nullOutputStream();
    }
}
