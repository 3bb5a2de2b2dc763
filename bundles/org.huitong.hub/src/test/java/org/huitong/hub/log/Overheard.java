// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that the hub says to its log meanwhile, with what was thrown. */
public final class Overheard implements AutoCloseable {
    private final Logger hub = (Logger) LoggerFactory.getLogger("org.huitong");
    private final Level before = hub.getLevel();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    };

    public Overheard() {
        ear.setContext(hub.getLoggerContext());
        ear.start();
        hub.setLevel(Level.DEBUG);
        hub.addAppender(ear);
    }

    public String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        hub.detachAppender(ear);
        hub.setLevel(before);
    }
}
