// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping;

import java.io.OutputStream;
import java.sql.Connection;
import java.util.Optional;
import org.huitong.api.audit.Deed.Doer;
import org.huitong.api.clock.JobRun;

/** A run of a job that nobody cancels. */
record OneRun(String id) implements JobRun {
    @Override
    public String owner() {
        return Doer.HUB.account();
    }

    @Override
    public String argument() {
        return "";
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
    public OutputStream file(String name, String mediaType) {
        throw new UnsupportedOperationException("a run makes no file");
    }
}
