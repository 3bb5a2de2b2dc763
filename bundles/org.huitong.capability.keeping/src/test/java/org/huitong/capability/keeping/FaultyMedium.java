// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import org.huitong.capability.keeping.archive.Medium;

/** A medium that fails at one of its acts, in one of the ways in which media fail. */
public class FaultyMedium implements Medium {
    private final Medium medium;
    private final Fault fault;
    private final int at;
    private int acts;

    public enum Fault {
        /** The act fails, and all after it. */
        FULL,
        /** This act alone fails. */
        HICCUP,
        /** What is written is acknowledged and lost. */
        LIES,
        /** The process ends in the middle of it. */
        KILLED
    }

    /** The process is gone: nothing catches this. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    public FaultyMedium(Medium medium, Fault fault, int at) {
        this.medium = medium;
        this.fault = fault;
        this.at = at;
    }

    /** Whether it came to failing. */
    public boolean hasFailed() {
        return acts >= at;
    }

    private boolean act() throws IOException {
        acts++;
        boolean now = acts == at;
        if (fault == Fault.KILLED && acts >= at) {
            throw new Killed();
        }
        if (fault == Fault.FULL && acts >= at || fault == Fault.HICCUP && now) {
            throw new FileSystemException("archive", null, "No space left on device");
        }
        return fault == Fault.LIES && now;
    }

    @Override
    public boolean exists(String name) throws IOException {
        return medium.exists(name);
    }

    @Override
    public void folder(String name) throws IOException {
        act();
        medium.folder(name);
    }

    @Override
    public OutputStream write(String name) throws IOException {
        act();
        return new FilterOutputStream(medium.write(name)) {
            private boolean closed;

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (!act()) {
                    out.write(bytes, from, length);
                }
            }

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    out.close();
                    act();
                }
            }
        };
    }

    @Override
    public InputStream read(String name) throws IOException {
        if (!name.equals(ArchivePlace.MARKER)) {
            act();
        }
        return medium.read(name);
    }

    @Override
    public void settle(String folder) throws IOException {
        act();
        medium.settle(folder);
    }

    @Override
    public void move(String from, String to) throws IOException {
        if (!act()) {
            medium.move(from, to);
        }
    }

    @Override
    public void remove(String name) throws IOException {
        act();
        medium.remove(name);
    }
}
