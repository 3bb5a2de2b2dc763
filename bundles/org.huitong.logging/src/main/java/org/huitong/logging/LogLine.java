// SPDX-License-Identifier: Apache-2.0
package org.huitong.logging;

import org.osgi.framework.Bundle;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Writes each entry of the Log Service as a line of the hub's log, with its stack trace and the bundle it is about. */
final class LogLine implements LogListener {
    /** Who speaks for a whole bundle names no logger, in the newer and the older way. */
    private static final String OLDER = "LogService";

    @Override
    public void logged(LogEntry entry) {
        Bundle bundle = entry.getBundle();
        String about = bundle == null ? "none" : bundle.getSymbolicName();
        String name = entry.getLoggerName();
        boolean unnamed = name == null || name.equals(Logger.ROOT_LOGGER_NAME) || name.startsWith(OLDER);
        LoggerFactory.getLogger(unnamed ? about : name)
                .atLevel(level(entry.getLogLevel()))
                .setCause(entry.getException())
                .log("{} bundle={}", entry.getMessage(), about);
    }

    private static Level level(LogLevel level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
                // For what is to be seen at any level there is no word on this side.
            case AUDIT, INFO -> Level.INFO;
            case DEBUG -> Level.DEBUG;
            case TRACE -> Level.TRACE;
        };
    }
}
