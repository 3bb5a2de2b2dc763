// SPDX-License-Identifier: Apache-2.0
package org.huitong.web;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** As much of a framework as the web uses: a bundle is a folder, a service reference carries its service. */
public final class FakeBundles {
    private FakeBundles() {}

    public static Bundle bundle(Path folder) {
        return bundle(folder, 1);
    }

    /** @param id the later one was installed later */
    public static Bundle bundle(Path folder, long id) {
        return proxy(Bundle.class, (self, method, arguments) -> switch (method.getName()) {
            case "getBundleId" -> id;
            case "getSymbolicName" -> "bundle-" + id;
            case "getEntry" -> entry(folder, (String) arguments[0]);
            case "findEntries" -> Collections.enumeration(entries(folder, (String) arguments[0]));
            default -> known(self, method.getName(), arguments, folder.toString());
        });
    }

    public static BundleContext context(Bundle bundle) {
        return proxy(BundleContext.class, (self, method, arguments) -> switch (method.getName()) {
            case "getBundle" -> bundle;
            case "getService" -> service((ServiceReference<?>) arguments[0]);
            case "ungetService" -> true;
            default -> known(self, method.getName(), arguments, "context");
        });
    }

    private static Object service(ServiceReference<?> reference) {
        Object service = reference.getProperty("service");
        return service instanceof Supplier<?> constructor ? constructor.get() : service;
    }

    /** One whose service is made when it is asked for; null where it cannot be made. */
    public static <T> ServiceReference<T> reference(Bundle bundle, Supplier<T> service, Map<String, ?> properties) {
        return FakeBundles.<Supplier<T>, T>refer(bundle, service, properties);
    }

    public static <T> ServiceReference<T> reference(Bundle bundle, T service, Map<String, ?> properties) {
        return refer(bundle, service, properties);
    }

    @SuppressWarnings("unchecked")
    private static <S, T> ServiceReference<T> refer(Bundle bundle, S service, Map<String, ?> properties) {
        return proxy(ServiceReference.class, (self, method, arguments) -> switch (method.getName()) {
            case "getBundle" -> bundle;
            case "getProperty" -> "service".equals(arguments[0]) ? service : properties.get((String) arguments[0]);
            case "compareTo" -> 0;
            default -> known(self, method.getName(), arguments, "reference");
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers));
    }

    private static Object known(Object self, String method, Object[] arguments, String name) {
        return switch (method) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> name;
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private static URL entry(Path folder, String name) throws MalformedURLException {
        Path file = folder.resolve(name.startsWith("/") ? name.substring(1) : name);
        return Files.isRegularFile(file) ? new EntryUrl(file, folder).url() : null;
    }

    private static List<URL> entries(Path folder, String below) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(below))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> new EntryUrl(file, folder).url())
                    .toList();
        }
    }

    /** A URL whose path begins at the bundle's root, as a framework's does. */
    private record EntryUrl(Path file, Path root) {
        URL url() {
            try {
                String path = "/" + root.relativize(file).toString().replace('\\', '/');
                return new URL("bundle", "0", 0, path, new java.net.URLStreamHandler() {
                    @Override
                    protected java.net.URLConnection openConnection(URL url) throws IOException {
                        return file.toUri().toURL().openConnection();
                    }
                });
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
