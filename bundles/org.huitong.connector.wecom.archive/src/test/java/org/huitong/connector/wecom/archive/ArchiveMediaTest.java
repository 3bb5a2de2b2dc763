// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.huitong.api.connector.MediaFetcher;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Trail;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.MessageKey;
import org.huitong.api.message.MessageType;
import org.huitong.kit.process.Gone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveMediaTest {
    @TempDir
    Path folder;

    private final byte[] film = new byte[1_700_000];
    private ArchiveDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = new ArchiveDesk(folder);
        new Random(1).nextBytes(film);
        desk.box.file("film", film);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aFileComesInPiecesAndGoesOnWhereItsProcessEnded() throws Exception {
        desk.box.goWrong(List.of("getMediaData 10001", "getMediaData crash"));
        assertThat(fetched("film", md5())).isEqualTo(film);
        assertThat(desk.box.faultsLeft()).isEmpty();
    }

    @Test
    void aFileThatDiffersFromItsHashIsNotTakenForIt() {
        assertThatThrownBy(() -> fetched("film", "00112233445566778899aabbccddeeff"))
                .isInstanceOf(MediaFetcher.NotYet.class)
                .hasMessageContaining("MD5");
    }

    @Test
    void aFileThatHasRunOutIsNeverHad() {
        assertThatThrownBy(() -> fetched("nothing", "")).isInstanceOf(MediaFetcher.NeverHad.class);
    }

    @Test
    void oneThatIsClosedWhileItsProcessBeginsLeavesNoneBehind() {
        OnePiece library = new OnePiece(new byte[] {1}, true);
        ArchiveMedia[] media = new ArchiveMedia[1];
        media[0] = new ArchiveMedia(() -> {
            media[0].close();
            return library;
        });
        assertThatThrownBy(() -> media[0].pouring(ArchiveFile.of("film")).into(new ByteArrayOutputStream()))
                .isInstanceOf(Gone.class);
        assertThat(library.closed).isTrue();
    }

    @Test
    void aRowOfEmptyPiecesHasAnEnd() {
        ArchiveMedia media = new ArchiveMedia(() -> new OnePiece(new byte[0], false));
        assertThatThrownBy(() -> media.pouring(ArchiveFile.of("film")).into(new ByteArrayOutputStream()))
                .isInstanceOf(MediaFetcher.NotYet.class);
    }

    /** A library that hands out the same piece for ever. */
    private static final class OnePiece implements Library {
        private final Piece piece;
        private boolean closed;

        OnePiece(byte[] bytes, boolean last) {
            this.piece = new Piece("1", last, bytes);
        }

        @Override
        public String chatData(long seq, int limit) {
            throw new UnsupportedOperationException("files alone");
        }

        @Override
        public List<Opened> decrypt(List<Sealed> records) {
            throw new UnsupportedOperationException("files alone");
        }

        @Override
        public Piece media(String index, String fileId) {
            return piece;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private byte[] fetched(String id, String md5) throws Exception {
        Attachment attachment = Attachment.of(MessageType.VIDEO, ArchiveFile.reference(id, md5));
        Step<MediaFetcher.Download> step = desk.connector.fetch(
                new MediaFetcher.Wanted(new MessageKey("wecom", ArchiveDesk.CORP, "m1"), attachment),
                Trail.beginning(Optional.empty()));
        MediaFetcher.ByHand byHand = (MediaFetcher.ByHand) ((Step.Done<MediaFetcher.Download>) step).value();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byHand.work().into(out);
        return out.toByteArray();
    }

    private String md5() throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(film));
    }
}
