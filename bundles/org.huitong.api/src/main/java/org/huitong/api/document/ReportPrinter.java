// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.document;

import java.io.IOException;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Prints reports for whoever makes a file outside of the page <em>Documents</em>, as a job does. Provided by document;
 * blocks while the rows are poured; safe for many threads.
 */
@ProviderType
public interface ReportPrinter {
    /**
     * Prints a report. The stream is not closed.
     *
     * @param chinese else in English
     * @return false where there were more rows than such a file takes: it ends behind the last that it could take
     */
    boolean print(Report report, FileKind kind, boolean chinese, OutputStream out) throws IOException;
}
