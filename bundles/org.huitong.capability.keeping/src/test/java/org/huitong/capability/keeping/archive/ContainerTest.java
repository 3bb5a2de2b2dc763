// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.keeping.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.keeping.Keeping.Kept;
import org.huitong.api.message.Attachment;
import org.huitong.api.message.Content;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageType;
import org.huitong.api.query.MessageView;
import org.huitong.api.stage.Mark;
import org.huitong.archive.verifier.Verify;
import org.huitong.capability.keeping.Cabinet;
import org.huitong.testkit.Messages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container is opened by a program that shares no code with what wrote it, and by OpenSSL. */
class ContainerTest {
    private static final Instant SENT = Instant.parse("2025-03-01T02:00:00Z");
    private static final byte[] CONTRACT = "%PDF-1.7 合同".repeat(9_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final ArchiveKey key = ArchiveKey.fresh();
    private final Cabinet cabinet = new Cabinet();
    private Path keyFile;
    private Path container;

    @BeforeEach
    void write() throws IOException {
        keyFile = folder.resolve("archive.key");
        Files.writeString(keyFile, key.words() + "\n");
        Path root = Files.createDirectory(folder.resolve("nas"));
        var label = new ContainerWriter.Label("2026/R1-000007", "hub", SENT, 1, "财务类", "P3Y", "制度");
        cabinet.files.put("media-1", CONTRACT);
        cabinet.files.put("media-2", CONTRACT);
        cabinet.lost.add("media-2");
        try (ContainerWriter writer = new ContainerWriter(new FolderMedium(root), key, label, cabinet)) {
            for (int i = 0; i < 300; i++) {
                writer.add(RecordLine.of(kept("m" + i, "请王总今天审批第 " + i + " 份\n采购合同")));
            }
            writer.add(RecordLine.of(kept("f1", file("media-1", "合同.pdf"))));
            assertThatThrownBy(() -> writer.add(RecordLine.of(kept("f2", file("media-2", "丢失.pdf")))))
                    .isInstanceOf(ContainerWriter.Unreadable.class);
            writer.add(RecordLine.of(kept("f3", file("media-3", "平台没给.pdf"))));
            writer.end();
        }
        container = root.resolve("2026/R1-000007");
    }

    private static Content file(String reference, String name) {
        return new Content(
                MessageType.FILE,
                Optional.empty(),
                List.of(Attachment.file(reference, name)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Kept kept(String id, String text) {
        return kept(id, Content.text(text));
    }

    private static Kept kept(String id, Content content) {
        Message message = Messages.of(id, content, SENT);
        MessageView view = new MessageView(1, message, SENT.plusSeconds(1), 1, false, List.of());
        return new Kept(1, 1, message.id(), List.of(view), Set.of(Mark.of(Mark.Kind.TAG, "财务")));
    }

    private record Said(int exit, String out) {}

    private static Said verify(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = Verify.run(words, print, print);
        return new Said(exit, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void isWholeToAStranger() {
        Said said = verify("--key", keyFile.toString(), folder.resolve("nas").toString());
        assertThat(said.out()).contains("WHOLE").contains("302 messages");
        assertThat(said.exit()).isZero();
        assertThat(verify("--open", "--key", keyFile.toString(), container.toString())
                        .out()
                        .lines())
                .hasSize(302)
                .element(7)
                .asString()
                .contains("请王总今天审批第 7 份\\n采购合同")
                .contains("\"marks\":[\"tag:财务\"]");
    }

    @Test
    void whateverIsChangedInItIsFound() throws IOException {
        for (String name : List.of(
                "messages.jsonl.enc", "attachments.jsonl.enc", "file-000001.enc", "manifest.json", "manifest.hmac")) {
            Path file = container.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int at : new int[] {0, bytes.length / 2, bytes.length - 2}) {
                byte[] changed = bytes.clone();
                changed[at] ^= 1;
                Files.write(file, changed);
                assertThat(verify("--key", keyFile.toString(), container.toString())
                                .exit())
                        .as(name + " " + at)
                        .isEqualTo(1);
            }
            Files.write(file, bytes);
        }
        Path messages = container.resolve("messages.jsonl.enc");
        byte[] whole = Files.readAllBytes(messages);
        Files.write(messages, Arrays.copyOf(whole, whole.length - 40));
        assertThat(verify("--key", keyFile.toString(), container.toString()).exit())
                .isEqualTo(1);
        Files.write(messages, whole);
        Path other = folder.resolve("other.key");
        Files.writeString(other, ArchiveKey.fresh().words());
        assertThat(verify("--key", other.toString(), container.toString()).exit())
                .isEqualTo(1);
        assertThat(verify("--key", keyFile.toString(), container.toString()).exit())
                .isZero();
    }

    @Test
    void whatIsMissingIsNoticedAndWhatWasChangedIsNotOpened() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(verify("--key", keyFile.toString(), empty.toString()).exit()).isEqualTo(2);
        Path root = folder.resolve("nas");
        Path list = folder.resolve("list");
        Files.writeString(list, root.relativize(container) + "\n");
        assertThat(verify("--key", keyFile.toString(), "--expect", list.toString(), root.toString())
                        .exit())
                .isZero();
        Files.writeString(list, root.relativize(container) + "\n2026/R1-000099\n");
        Said said = verify("--key", keyFile.toString(), "--expect", list.toString(), root.toString());
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("MISSING").contains("R1-000099");
        Path messages = container.resolve("messages.jsonl.enc");
        byte[] changed = Files.readAllBytes(messages);
        changed[changed.length / 2] ^= 1;
        Files.write(messages, changed);
        Said opened = verify("--open", "--key", keyFile.toString(), container.toString());
        assertThat(opened.exit()).isEqualTo(1);
        assertThat(opened.out()).doesNotContain("采购合同");
    }

    @Test
    void nothingOfItsWordsLiesThereInClear() throws IOException {
        try (var files = Files.list(container)) {
            for (Path file : files.toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                        .doesNotContain("采购合同");
            }
        }
    }

    @Test
    void opensWithTheLinesOfTheDocument() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        String script =
                """
                set -e
                K=$(cat ../../../archive.key) C=R1-000007
                sha256sum -c SHA256SUMS >/dev/null
                enc=$(printf 'huitong-archive encrypt %s' $C | openssl dgst -sha256 -mac HMAC -macopt hexkey:$K -r | cut -d' ' -f1)
                iv=$(head -c 16 messages.jsonl.enc | od -An -v -tx1 | tr -d ' \\n')
                tail -c +17 messages.jsonl.enc | openssl enc -d -aes-256-ctr -K $enc -iv $iv
                """;
        Process shell = new ProcessBuilder("sh", "-c", script)
                .directory(container.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        assertThat(said.lines()).hasSize(302).allMatch(line -> line.startsWith("{\"id\":"));
    }

    @Test
    void aFileLiesInItAndSaysWhoseItIs() throws Exception {
        List<String> lines = verify(
                        "--open", "--file", "attachments.jsonl.enc", "--key", keyFile.toString(), container.toString())
                .out()
                .lines()
                .toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .contains("合同.pdf", "\"inArchive\":true", "\"file\":\"file-000001.enc\"")
                .contains(Messages.text("f1", "").id().value());
        assertThat(lines.get(1)).contains("平台没给.pdf", "\"inArchive\":false");

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] open = {"--open", "--file", "file-000001.enc", "--key", keyFile.toString(), container.toString()};
        assertThat(Verify.run(open, new PrintStream(out, true), System.err)).isZero();
        assertThat(out.toByteArray()).isEqualTo(CONTRACT);
        assertThat(container.resolve("file-000002.enc")).doesNotExist();
        open[2] = "../R1-000007/manifest.json";
        assertThat(Verify.run(open, new PrintStream(out, true), System.err)).isEqualTo(1);
    }

    @Test
    void whatWasNeverFinishedIsClearedAwayWithItsFiles() throws IOException {
        Medium medium = new FolderMedium(folder.resolve("nas"));
        var label = new ContainerWriter.Label("2026/R1-000008", "hub", SENT, 1, "财务类", "P3Y", "制度");
        try (ContainerWriter writer = new ContainerWriter(medium, key, label, cabinet)) {
            writer.add(RecordLine.of(kept("f1", file("media-1", "合同.pdf"))));
        }
        assertThat(folder.resolve("nas/2026/R1-000008.part/file-000001.enc")).exists();
        ContainerWriter.clear(medium, label.place());
        assertThat(folder.resolve("nas/2026/R1-000008.part")).doesNotExist();
    }
}
