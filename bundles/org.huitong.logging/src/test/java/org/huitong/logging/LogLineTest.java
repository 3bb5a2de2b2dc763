// SPDX-License-Identifier: Apache-2.0
package org.huitong.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.slf4j.LoggerFactory;

class LogLineTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void leave() {
        root.detachAppender(log);
        root.setLevel(before);
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR, partner.Plug, ERROR, partner.Plug",
        "WARN, ROOT, WARN, partner",
        "WARN, LogService, WARN, partner",
        "AUDIT, Events.Framework, INFO, Events.Framework",
        "DEBUG, , DEBUG, partner",
    })
    void everyEntryIsALineWithItsStackTrace(LogLevel said, String by, String level, String logger) {
        var cause = new IllegalStateException("no such table");

        new LogLine().logged(entry(said, by, "Error during {} instantiation", cause));

        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.valueOf(level));
            assertThat(event.getLoggerName()).isEqualTo(logger);
            assertThat(event.getFormattedMessage()).isEqualTo("Error during {} instantiation bundle=partner");
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("no such table");
        });
    }

    private static LogEntry entry(LogLevel level, String logger, String message, Throwable cause) {
        Bundle bundle = fake(Bundle.class, name -> "partner");
        return fake(LogEntry.class, name -> switch (name) {
            case "getLogLevel" -> level;
            case "getLoggerName" -> logger;
            case "getMessage" -> message;
            case "getException" -> cause;
            case "getBundle" -> bundle;
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private static <T> T fake(Class<T> type, java.util.function.Function<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, given) -> answers.apply(method.getName())));
    }
}
