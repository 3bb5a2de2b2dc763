// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that the web says to its log meanwhile, with what was thrown. */
public final class Overheard implements AutoCloseable {
    private final Logger web = (Logger) LoggerFactory.getLogger("org.huitong.web");
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    };

    public Overheard() {
        ear.setContext(web.getLoggerContext());
        ear.start();
        web.addAppender(ear);
    }

    public String text() {
        return String.join("\n", lines);
    }

    /** How often it was said. */
    public long count(String part) {
        return lines.stream().filter(line -> line.contains(part)).count();
    }

    @Override
    public void close() {
        web.detachAppender(ear);
    }
}
