// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.ConfigurationEvent;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * Sees to it that there is a log, and none of what must not be in it: where {@code conf/logback.xml} cannot be used
 * the hub logs as delivered and says so. Logback's own answer is DEBUG for everybody, or nothing at all.
 *
 * <p>Logback finds it as a service and asks it before anybody can log; when the file has changed, the same holds.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogKeeper extends ContextAwareBase implements Configurator, LoggerContextListener {
    /** At DEBUG they write what goes through them, passwords and cookies too: only their own name lowers them. */
    private static final List<String> TALKATIVE = List.of("org.eclipse.jetty", "org.glassfish.jersey");

    private static final String DELIVERED = "logback.xml";

    private Path file;
    private volatile long began;
    private volatile boolean falling;

    @Override
    public ExecutionStatus configure(LoggerContext log) {
        String named = System.getProperty("logback.configurationFile");
        if (named == null) {
            // No hub: a test, or the build.
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        keep(log, Path.of(named));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    void keep(LoggerContext log, Path configuration) {
        file = configuration;
        log.addListener(this);
        log.addConfigurationEventListener(event -> look(log, event.getEventType()));
        quiet(log);
        began = System.currentTimeMillis();
        if (Files.isRegularFile(file)) {
            try {
                reader(log).doConfigure(file.toUri().toURL());
            } catch (JoranException | MalformedURLException e) {
                String error = firstError(log);
                fallBack(log, error.isEmpty() ? e.getMessage() : error);
            }
        } else {
            fallBack(log, Files.exists(file) ? "no file / 不是文件" : "missing / 不存在");
        }
    }

    private void look(LoggerContext log, ConfigurationEvent.EventType event) {
        switch (event) {
            case CONFIGURATION_STARTED -> began = System.currentTimeMillis();
            case CONFIGURATION_ENDED_SUCCESSFULLY, CONFIGURATION_ENDED_WITH_XML_PARSING_ERRORS -> {
                String error = firstError(log);
                if (!falling && !isWritten(log.getLogger(Logger.ROOT_LOGGER_NAME), !error.isEmpty())) {
                    fallBack(log, error.isEmpty() ? "nothing is written / 没有任何输出" : error);
                }
            }
            default -> {
                // That somebody looks whether the file has changed.
            }
        }
    }

    /** With an error in the file one cannot tell what was meant: then only a file that is written to will do. */
    private static boolean isWritten(AppenderAttachable<ILoggingEvent> from, boolean toFile) {
        for (Iterator<Appender<ILoggingEvent>> each = from.iteratorForAppenders(); each.hasNext(); ) {
            Appender<ILoggingEvent> appender = each.next();
            if (appender.isStarted() && (!toFile || appender instanceof FileAppender || passesOn(appender))) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked")
    private static boolean passesOn(Appender<ILoggingEvent> appender) {
        return appender instanceof AppenderAttachable && isWritten((AppenderAttachable<ILoggingEvent>) appender, true);
    }

    private String firstError(LoggerContext log) {
        return log.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getEffectiveLevel() == Status.ERROR && status.getTimestamp() >= began)
                .map(Status::getMessage)
                .findFirst()
                .orElse("");
    }

    private void fallBack(LoggerContext log, String reason) {
        falling = true;
        log.reset();
        try (InputStream delivered = LogKeeper.class.getResourceAsStream(DELIVERED)) {
            JoranConfigurator reader = reader(log);
            // It is the file in conf/ that is looked at again, and used once it is mended.
            reader.setTopURL(file.toUri().toURL());
            reader.doConfigure(delivered);
        } catch (JoranException | IOException e) {
            throw new IllegalStateException("The launcher has no configuration of the log", e);
        } finally {
            falling = false;
        }
        log.getLogger(LogKeeper.class)
                .warn(
                        "{} cannot be used ({}): the log is written as delivered, into {}; mend the file, it is looked"
                                + " at again every 30 seconds / 日志配置 {} 无法使用，已改用出厂配置；修好后 30 秒内生效",
                        file,
                        reason,
                        System.getProperty("huitong.logs"),
                        file);
    }

    private static JoranConfigurator reader(LoggerContext log) {
        JoranConfigurator reader = new JoranConfigurator();
        reader.setContext(log);
        return reader;
    }

    private static void quiet(LoggerContext log) {
        log.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        TALKATIVE.forEach(name -> log.getLogger(name).setLevel(Level.WARN));
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onStart(LoggerContext log) {}

    /** All levels were taken back, to DEBUG; the file is read next. */
    @Override
    public void onReset(LoggerContext log) {
        quiet(log);
    }

    @Override
    public void onStop(LoggerContext log) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}
}
