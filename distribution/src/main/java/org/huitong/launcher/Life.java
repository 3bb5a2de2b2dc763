// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * One life of the framework: floors 0 to 2 in the order of their start levels, until the process is told to end.
 *
 * <p>The bundle cache is made anew at each start. It is no faster when kept (measured), and what is desired stands in
 * {@code data/desired.json} and {@code conf/}: a cache that cannot differ from it needs no repair.
 */
final class Life {
    private static final long STOP_SECONDS = 30;
    /** Where the hub's installer starts floor 3. */
    private static final String PLUGS = "30";

    private final Place place;
    private volatile Framework framework;

    Life(Place place) {
        this.place = place;
    }

    int run() throws IOException, BundleException, InterruptedException {
        DataLock.ownFolder(place.keys());
        Optional<DataLock> lock = DataLock.take(place);
        if (lock.isEmpty()) {
            return 1;
        }
        try (DataLock held = lock.get()) {
            for (Path folder : List.of(place.conf(), place.deploy(), place.logs())) {
                Files.createDirectories(folder);
            }
            if (!logIsWritable() || !portsAreFree()) {
                return 1;
            }
            // Only now: a second hub that is turned away must not pass for the one that runs.
            Files.writeString(place.pidFile(), ProcessHandle.current().pid() + "\n");
            return live();
        }
    }

    /** A hub without a log would leave no trace of what is done to it. The folder is looked at by bin/huitong. */
    private boolean logIsWritable() {
        Path log = place.logs().resolve("huitong.log");
        boolean writable = Files.exists(log) ? Files.isWritable(log) : Files.isWritable(place.logs());
        if (!writable) {
            System.err.println(log + " cannot be written: mend its rights, or set HUITONG_LOGS / 日志 " + log
                    + " 无法写入：请检查权限，或设置 HUITONG_LOGS");
        }
        return writable;
    }

    /** Jetty would log a trace and the hub would live on unheard; better one sentence and an end. */
    private boolean portsAreFree() {
        boolean free = isFree(place.bind(), place.httpPort(), "HUITONG_HTTP_PORT");
        free &= isFree(null, place.httpsPort(), "HUITONG_HTTPS_PORT");
        free &= isFree(null, place.callbackPort(), "HUITONG_CALLBACK_PORT");
        return free;
    }

    private static boolean isFree(String address, int port, String name) {
        if (port == 0) {
            return true;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            System.err.println("Port " + port + " cannot be opened (" + e.getMessage() + "): set " + name);
            return false;
        }
    }

    private int live() throws IOException, BundleException, InterruptedException {
        System.setProperty(
                "logback.configurationFile", place.conf().resolve("logback.xml").toString());
        System.setProperty("huitong.logs", place.logs().toString());
        // What logs by the JDK's own means is heard when something is wrong, and in the same file.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Logger.getLogger("").setLevel(Level.WARNING);
        // Reading the log's configuration takes as long as the framework's own beginning, which writes none.
        Thread log = new Thread(LoggerFactory::getILoggerFactory, "huitong-log");
        log.start();
        framework = new org.apache.felix.framework.FrameworkFactory().newFramework(configuration());
        framework.init();
        Thread end = new Thread(this::end, "huitong-end");
        Runtime.getRuntime().addShutdownHook(end);
        BootList list = BootList.read(place.home(), place.home().resolve("system/boot.list"));
        install(framework.getBundleContext(), list);
        log.join();
        framework.start();
        try (ShellDoor door = ShellDoor.open(place.shellSocket(), framework.getBundleContext())) {
            FrameworkEvent event = framework.waitForStop(0);
            return event.getType() == FrameworkEvent.STOPPED ? 0 : 1;
        }
    }

    private void install(BundleContext context, BootList list) throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (BootList.Line line : list.lines()) {
            Bundle bundle = context.installBundle("reference:" + line.jar().toUri());
            bundle.adapt(BundleStartLevel.class).setStartLevel(line.level());
            bundles.add(bundle);
        }
        // All at once is faster than one by one at start, and shows what is missing before anything runs.
        if (!context.getBundle(0).adapt(FrameworkWiring.class).resolveBundles(bundles)) {
            System.err.println("Some bundles do not resolve; they are tried again as they start.");
        }
        for (Bundle bundle : bundles) {
            if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
                // The framework is not started yet: this only says that it shall run when its level is reached.
                bundle.start();
            }
        }
    }

    private Map<String, String> configuration() throws IOException {
        Map<String, String> all = new TreeMap<>(place.properties());
        all.putAll(delivered(place.home()));
        all.put(
                Constants.FRAMEWORK_STORAGE,
                place.data().resolve("run").resolve("cache").toString());
        all.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        all.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, PLUGS);
        // The files in conf/ are the truth; what Config Admin kept itself could differ from them, and be in clear.
        all.put("felix.cm.pm", "memory");
        // A bundle that never comes back from its start stands beside the one that is put back in its place.
        all.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        // Without this the class path of whoever embeds the framework leaks into bundles.
        all.put("felix.bootdelegation.implicit", "false");
        all.put("felix.log.level", "1");
        // The ports are org.huitong.web's, which opens them once the servlets stand. Until then the server insists on
        // one of its own: any free one that nobody but this machine reaches.
        all.put("org.osgi.service.http.port", "0");
        all.put("org.apache.felix.http.host", "127.0.0.1");
        all.put("org.apache.felix.http.mbeans", "false");
        all.put("felix.webconsole.manager.root", "/system/console");
        // With a required provider the console's own login is off; should that ever fail, nobody knows this password.
        all.put("felix.webconsole.security.providers", "org.huitong.console");
        all.put("felix.webconsole.username", secret());
        all.put("felix.webconsole.password", secret());
        all.put("gosh.args", "--noshutdown --nointeractive");
        return all;
    }

    static Map<String, String> delivered(Path home) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(home.resolve("system/framework.properties"))) {
            properties.load(in);
        }
        Map<String, String> all = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
        return all;
    }

    private static String secret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** All that is installed; nothing before {@link #run} has come so far. */
    List<Bundle> bundles() {
        Framework living = framework;
        return living == null ? List.of() : List.of(living.getBundleContext().getBundles());
    }

    private void end() {
        try {
            framework.stop();
            framework.waitForStop(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (BundleException e) {
            System.err.println("The framework did not stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
