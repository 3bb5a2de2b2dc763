// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogKeeperTest {
    private static final String TO_FILE =
            """
            <appender name="FILE" class="ch.qos.logback.core.FileAppender"><file>${huitong.logs}/own.log</file>
            <encoder><pattern>%%msg%%n</pattern></encoder></appender>
            <root level="%s"><appender-ref ref="FILE"/></root>
            """;

    @TempDir
    Path folder;

    private final LoggerContext log = new LoggerContext();
    private Path file;

    @BeforeEach
    void place() {
        System.setProperty("huitong.logs", folder.toString());
        log.setMDCAdapter(new LogbackMDCAdapter());
        file = folder.resolve("logback.xml");
    }

    @AfterEach
    void end() {
        log.stop();
        System.clearProperty("huitong.logs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<configuration><appender name=\"FILE\" class=\"ch.qos.logback.core.FileAppe",
                "<configuration/>",
                "<configuration><appender name=\"A\" class=\"no.such.Appender\"/><root level=\"DEBUG\">"
                        + "<appender-ref ref=\"A\"/></root></configuration>",
                "<configuration><appender name=\"A\" class=\"ch.qos.logback.core.FileAppender\">"
                        + "<file>/proc/none/own.log</file><encoder><pattern>%msg</pattern></encoder></appender>"
                        + "<appender name=\"B\" class=\"ch.qos.logback.core.ConsoleAppender\">"
                        + "<encoder><pattern>%nopex</pattern></encoder></appender><root level=\"DEBUG\">"
                        + "<appender-ref ref=\"A\"/><appender-ref ref=\"B\"/></root></configuration>"
            })
    void whatCannotBeUsedMeansTheDeliveredOne(String text) throws IOException {
        Files.writeString(file, text);
        new LogKeeper().keep(log, file);
        logsAsDelivered();
    }

    @Test
    void neitherCanWhatIsNotThere() throws IOException {
        new LogKeeper().keep(log, file);
        logsAsDelivered();
    }

    @Test
    void norAFolder() throws IOException {
        Files.createDirectory(file);
        new LogKeeper().keep(log, file);
        logsAsDelivered();
    }

    @Test
    void whatCanBeUsedIs() throws IOException {
        Files.writeString(file, "<configuration>" + TO_FILE.formatted("ERROR") + "</configuration>");
        new LogKeeper().keep(log, file);
        log.getLogger("org.huitong.a").warn("not heard");
        log.getLogger("org.huitong.a").error("heard");
        assertThat(folder.resolve("own.log")).hasContent("heard");
        assertThat(folder.resolve("huitong.log")).doesNotExist();
    }

    @Test
    void theServerTellsWhatGoesThroughItOnlyToThoseWhoNameIt() throws Exception {
        Files.writeString(file, "<configuration>" + TO_FILE.formatted("DEBUG") + "</configuration>");
        new LogKeeper().keep(log, file);
        assertThat(log.getLogger("org.huitong.a").isDebugEnabled()).isTrue();
        assertThat(log.getLogger("org.eclipse.jetty.io.x").isInfoEnabled()).isFalse();

        Files.writeString(
                file,
                "<configuration><logger name=\"org.eclipse.jetty\" level=\"DEBUG\"/>" + TO_FILE.formatted("WARN")
                        + "</configuration>");
        readAgain();
        assertThat(log.getLogger("org.eclipse.jetty.io.x").isDebugEnabled()).isTrue();
    }

    @Test
    void aRootWithoutALevelIsNoDebug() throws IOException {
        Files.writeString(
                file, "<configuration>" + TO_FILE.replace(" level=\"%s\"", "").formatted() + "</configuration>");
        new LogKeeper().keep(log, file);
        assertThat(log.getLogger("org.flywaydb").getEffectiveLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void whatIsEmptiedWhileTheHubRunsDoesNotEndTheLog() throws Exception {
        Files.writeString(file, "<configuration>" + TO_FILE.formatted("INFO") + "</configuration>");
        new LogKeeper().keep(log, file);
        Files.writeString(file, "<configuration/>");
        readAgain();
        logsAsDelivered();
    }

    /** As Logback does it when it has seen that the file is another. */
    private void readAgain() throws Exception {
        log.reset();
        JoranConfigurator reader = new JoranConfigurator();
        reader.setContext(log);
        reader.doConfigure(file.toUri().toURL());
    }

    private void logsAsDelivered() throws IOException {
        log.getLogger("org.huitong.a").info("a quiet day");
        log.getLogger("org.eclipse.jetty.server.b").info("not heard");
        log.getLogger("org.huitong.a").debug("not heard");
        assertThat(Files.readString(folder.resolve("huitong.log")))
                .contains("WARN ", file + " cannot be used", "出厂配置", "INFO ", "a quiet day")
                .doesNotContain("not heard");
    }
}
