// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.clock;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** One run of a job, as its {@link JobKind} meets it. Used by the thread that runs it. */
@ProviderType
public interface JobRun {
    String id();

    /** The account that ordered it: whatever is read for it is read with this account's rights. */
    String owner();

    String argument();

    /**
     * How far it is; shown at once, and kept now and then. To be said between the steps of the work.
     *
     * @throws InterruptedException it is to end, because its owner or its bundle's going wants it; its kind lets that pass
     */
    void progress(long done, long total) throws InterruptedException;

    /** True once it is to end. */
    boolean isCancelled();

    /** Where the run before this one got to, as it said itself. */
    Optional<String> mark();

    /** Says where it got to, in the transaction of the step that got there; up to 4,000 characters, without content. */
    void mark(Connection transaction, String mark) throws SQLException;

    /**
     * The result as a file, which its owner can fetch once the job is done, for a week. It is kept sealed. To be closed;
     * a later call replaces it.
     *
     * @param name as the owner sees it, such as {@code messages.xlsx}
     */
    OutputStream file(String name, String mediaType) throws IOException;
}
