// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.huitong.api.connector.MediaFetcher;
import org.huitong.api.connector.MediaFetcher.NeverHad;
import org.huitong.api.connector.MediaFetcher.NotYet;
import org.huitong.api.text.LocalText;
import org.huitong.kit.process.Gone;
import org.huitong.kit.process.TooMuch;

/**
 * Files of the archive, piece by piece, by a process of their own: one that hangs holds up no message. Where it ends in the
 * middle, the next one goes on at the same piece.
 */
final class ArchiveMedia implements AutoCloseable {
    private static final int FAILURES = 3;

    private static final LocalText NOTHING_IN_IT = LocalText.of(
            "平台不断给出空的文件片段，稍后再取", "the platform hands out one empty piece after the other; it is fetched again later");

    private final ArchiveRounds.Opening opening;
    private volatile Library library;
    private volatile boolean over;

    ArchiveMedia(ArchiveRounds.Opening opening) {
        this.opening = opening;
    }

    MediaFetcher.Pouring pouring(ArchiveFile file) {
        return out -> pour(file, out);
    }

    private synchronized void pour(ArchiveFile file, OutputStream out)
            throws IOException, NeverHad, NotYet, InterruptedException {
        MessageDigest md5 = md5();
        String index = "";
        int failures = 0;
        int empty = 0;
        while (true) {
            try {
                Library.Piece piece = library().media(index, file.id());
                empty = piece.bytes().length == 0 ? empty + 1 : 0;
                if (empty > FAILURES && !piece.last()) {
                    throw new NotYet(NOTHING_IN_IT);
                }
                md5.update(piece.bytes());
                out.write(piece.bytes());
                index = piece.next();
                if (piece.last()) {
                    compare(file, md5);
                    return;
                }
            } catch (Library.Refused refused) {
                if (refused.code() == 10005 || refused.code() == 10010) {
                    throw new NeverHad(refused.why());
                }
                if (refused.code() > 10003 || ++failures == FAILURES) {
                    throw new NotYet(refused.why());
                }
            } catch (Gone | TooMuch gone) {
                drop();
                if (over || ++failures == FAILURES) {
                    throw gone;
                }
            } catch (InterruptedException e) {
                drop();
                throw e;
            }
        }
    }

    private static void compare(ArchiveFile file, MessageDigest md5) throws NotYet {
        String own = HexFormat.of().formatHex(md5.digest());
        if (!file.md5().isEmpty() && !file.md5().equalsIgnoreCase(own)) {
            throw new NotYet(
                    LocalText.of(
                            "取到的文件与存档给出的 MD5 不符，可能被截断，稍后再取",
                            "the file differs from the MD5 that the archive gives, and may have been cut; it is fetched again"));
        }
    }

    private Library library() throws Library.Refused, IOException, InterruptedException {
        if (library == null && !over) {
            library = opening.open();
        }
        if (over) {
            // Also where it was closed while a process began, which nobody else would end.
            drop();
            throw new Gone(LocalText.of("账号已停用", "this account is gone"));
        }
        return library;
    }

    private void drop() {
        Library open = library;
        if (open != null) {
            open.close();
            library = null;
        }
    }

    /** Not synchronized: who is under way is ended by the end of its process. */
    @Override
    public void close() {
        over = true;
        Library open = library;
        if (open != null) {
            open.close();
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
