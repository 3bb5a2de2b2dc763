// SPDX-License-Identifier: Apache-2.0
package org.huitong.clock.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.huitong.api.clock.JobRun;
import org.huitong.api.vault.Vault;

/** One run, between the thread that works and those that look at it. */
final class Run implements JobRun {
    private final Kept kept;
    private final String argument;
    private final JobShelf shelf;
    private final Vault vault;
    private final Path place;
    private volatile long done;
    private volatile long total;
    private volatile boolean cancelled;
    private volatile boolean stopped;
    private Optional<String> mark;
    private Optional<Kept.Result> file = Optional.empty();
    private ResultFile.Writing open;

    /** @param place where the result's file goes */
    Run(Kept kept, String argument, JobShelf shelf, Vault vault, Path place) {
        this.kept = kept;
        this.argument = argument;
        this.shelf = shelf;
        this.vault = vault;
        this.place = place;
        this.mark = kept.mark();
        this.done = kept.job().done();
        this.total = kept.job().total();
    }

    @Override
    public String id() {
        return kept.id();
    }

    @Override
    public String owner() {
        return kept.job().owner();
    }

    @Override
    public String argument() {
        return argument;
    }

    @Override
    public void progress(long nowDone, long nowTotal) throws InterruptedException {
        done = nowDone;
        total = nowTotal;
        if (isCancelled()) {
            throw new InterruptedException("the job is to end");
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled || stopped;
    }

    @Override
    public Optional<String> mark() {
        return mark;
    }

    @Override
    public void mark(Connection transaction, String where) throws SQLException {
        shelf.mark(transaction, kept.id(), where);
        mark = Optional.of(where);
    }

    @Override
    public OutputStream file(String name, String mediaType) throws IOException {
        closeFile();
        Files.createDirectories(place.getParent());
        open = new ResultFile.Writing(place, vault, kept.id());
        file = Optional.of(new Kept.Result(name, mediaType, 0));
        return open;
    }

    /** The file as it was left; what its kind forgot to close is closed here. */
    Optional<Kept.Result> closeFile() throws IOException {
        if (open != null) {
            open.close();
            long bytes = open.bytes();
            file = file.map(f -> new Kept.Result(f.name(), f.mediaType(), bytes));
            open = null;
        }
        return file;
    }

    Kept kept() {
        return kept;
    }

    long done() {
        return done;
    }

    long total() {
        return total;
    }

    /** Its owner does not want it any more. */
    void cancel() {
        cancelled = true;
    }

    /** Its kind, or the hub, is about to go. */
    void stop() {
        stopped = true;
    }

    boolean wasStopped() {
        return stopped && !cancelled;
    }
}
