// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

/**
 * A file of the archive, as the attachment's reference names it.
 *
 * @param md5 in hexadecimal digits; empty where the archive tells none
 */
record ArchiveFile(String id, String md5) {
    private static final char BETWEEN = '#';

    static String reference(String id, String md5) {
        return md5.isBlank() ? id : id + BETWEEN + md5.strip();
    }

    static ArchiveFile of(String reference) {
        int at = reference.lastIndexOf(BETWEEN);
        return at < 0
                ? new ArchiveFile(reference, "")
                : new ArchiveFile(reference.substring(0, at), reference.substring(at + 1));
    }
}
