// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a file that goes along with something, kept under lock until somebody reads them. A connector hands it on
 * within a {@link Call.Upload} and opens it by itself only in {@link Step.Handwork}.
 */
@FunctionalInterface
public interface Enclosure {
    /**
     * From its first byte; anew at each call.
     *
     * @throws IOException where it is not there any more, or damaged
     */
    InputStream open() throws IOException;
}
