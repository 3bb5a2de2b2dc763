// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What archives are written on: a folder, which is a mounted NAS as a rule and may be full, read-only, slow or gone. Names
 * are relative and have {@code /} between their parts.
 */
public interface Medium {
    boolean exists(String name) throws IOException;

    /** Makes a folder, and those above it. */
    void folder(String name) throws IOException;

    /** A new file; what was written is on the medium once it is closed, and not before. */
    OutputStream write(String name) throws IOException;

    InputStream read(String name) throws IOException;

    /** Makes sure that the names in a folder are on the medium. */
    void settle(String folder) throws IOException;

    /** Gives a folder its name, where nothing has that name yet. */
    void move(String from, String to) throws IOException;

    /** A file, or an empty folder, if it is there. */
    void remove(String name) throws IOException;
}
