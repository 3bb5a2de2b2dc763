// SPDX-License-Identifier: Apache-2.0
package org.huitong.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huitong.testkit.Eventually.until;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClamdTest {
    private static final Path CLAMD = Path.of("/usr/sbin/clamd");
    private static final String VIRUS = "HUITONG-TEST-SIGNATURE-7f3a";

    @ParameterizedTest
    @ValueSource(strings = {"", "clamd", "clamd:", ":3310", "clamd:66000", "clamd 3310", "http://clamd:3310"})
    void anAddressIsAHostWithItsPortOrAPath(String where) {
        try (RealTicks ticks = new RealTicks()) {
            assertThat(Clamd.at(where, ticks, Duration.ofSeconds(1))).isEmpty();
            assertThat(Clamd.at("clamd:3310", ticks, Duration.ofSeconds(1))).isPresent();
            assertThat(Clamd.at("/run/clamav/clamd.ctl", ticks, Duration.ofSeconds(1)))
                    .isPresent();
        }
    }

    @Test
    void theRealOneFindsWhatItKnowsAndHangsUpOnWhatIsTooLong(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(CLAMD), "clamd is not installed");
        Path database = Files.createDirectory(folder.resolve("db"));
        String signature = HexFormat.of().formatHex(VIRUS.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(database.resolve("test.ndb"), "Huitong.Test:0:*:" + signature + "\n");
        // The path of a local socket has some hundred letters at most.
        Path socket = Files.createTempDirectory("ht").resolve("clamd");
        Path settings = folder.resolve("clamd.conf");
        Files.writeString(
                settings,
                "DatabaseDirectory " + database + "\nLocalSocket " + socket
                        + "\nForeground yes\nStreamMaxLength 1M\nLogFile " + folder.resolve("log") + "\n");
        Process clamd = new ProcessBuilder(CLAMD.toString(), "--config-file=" + settings)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        try (RealTicks ticks = new RealTicks()) {
            until("clamd listens", () -> Files.exists(socket) || !clamd.isAlive());
            assertThat(clamd.isAlive())
                    .as(Files.readString(folder.resolve("out")))
                    .isTrue();
            Clamd asked =
                    Clamd.at(socket.toString(), ticks, Duration.ofSeconds(30)).orElseThrow();
            assertThat(look(asked, "一份正常的报价单".repeat(20_000))).isEqualTo(new Clamd.Verdict.Clean());
            assertThat(look(asked, "前文" + VIRUS + "后文"))
                    .isInstanceOfSatisfying(Clamd.Verdict.Infected.class, infected -> assertThat(infected.signature())
                            .startsWith("Huitong.Test"));
            assertThat(tooLong(asked)).isNotInstanceOf(Clamd.Verdict.Clean.class);
        } finally {
            clamd.destroy();
            if (!clamd.waitFor(20, TimeUnit.SECONDS)) {
                clamd.destroyForcibly();
            }
            Files.deleteIfExists(socket);
            Files.deleteIfExists(socket.getParent());
        }
    }

    private static Clamd.Verdict look(Clamd clamd, String text) throws IOException {
        return clamd.look(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** It may have hung up before it was heard to say why. */
    private static Object tooLong(Clamd clamd) throws IOException {
        try {
            return clamd.look(new ByteArrayInputStream(new byte[4 << 20]));
        } catch (Clamd.Unreachable e) {
            return e;
        }
    }
}
