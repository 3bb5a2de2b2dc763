// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * The command shell on a Unix socket. Its folder belongs to the user who runs the hub alone, so no password is asked
 * and no port is opened. Each line is a command; an answer ends with a zero byte, or with a one where the command failed.
 */
final class ShellDoor implements AutoCloseable {
    static final int DONE = 0;
    static final int FAILED = 1;
    private static final String PROCESSOR = "org.apache.felix.service.command.CommandProcessor";

    private final ServerSocketChannel channel;
    private final Path wanted;
    private final BundleContext context;
    private boolean open;

    private ShellDoor(ServerSocketChannel channel, Path wanted, BundleContext context) {
        this.channel = channel;
        this.wanted = wanted;
        this.context = context;
    }

    /** A hub whose shell cannot be opened runs without it, and says why. */
    static ShellDoor open(Path wanted, BundleContext context) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        ShellDoor door = new ShellDoor(channel, wanted, context);
        try {
            Path socket = ShellSocket.prepare(wanted);
            channel.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            System.err.println("There is no shell: " + e.getMessage() + " / 命令行无法使用");
            return door;
        }
        door.open = true;
        Thread thread = new Thread(door::welcome, "huitong-shell");
        thread.setDaemon(true);
        thread.start();
        return door;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (open) {
            ShellSocket.forget(wanted);
        }
    }

    private void welcome() {
        while (true) {
            try {
                SocketChannel guest = channel.accept();
                Thread thread = new Thread(() -> serve(guest), "huitong-shell-guest");
                thread.setDaemon(true);
                thread.start();
            } catch (AsynchronousCloseException e) {
                return;
            } catch (IOException e) {
                System.err.println("The shell is closed: " + e.getMessage());
                return;
            }
        }
    }

    private void serve(SocketChannel guest) {
        try (guest;
                InputStream in = Channels.newInputStream(guest);
                Unclosed raw = new Unclosed(guest);
                PrintStream out = new PrintStream(raw, true, StandardCharsets.UTF_8)) {
            Optional<Object> processor = processor();
            if (processor.isEmpty()) {
                out.println("The shell is not there yet.");
                return;
            }
            Object session = call(processor.get(), "createSession", InputStream.nullInputStream(), out, out);
            for (String line = line(in); line != null; line = line(in)) {
                boolean done = line.isBlank() || execute(session, line, out);
                out.flush();
                raw.end(done ? DONE : FAILED);
            }
            call(session, "close");
        } catch (IOException | ReflectiveOperationException e) {
            System.err.println("A shell session broke off: " + e.getMessage());
        }
    }

    private static boolean execute(Object session, String line, PrintStream out) throws ReflectiveOperationException {
        try {
            Object result = call(session, "execute", line);
            if (result != null) {
                // 0 asks the converter for a view on several lines.
                out.println(call(session, "format", result, 0));
            }
            return true;
        } catch (InvocationTargetException e) {
            out.println(e.getCause().toString());
            return false;
        }
    }

    /** Channels' own stream writes nothing less than what it is given, and is closed with its channel. */
    private static final class Unclosed extends OutputStream {
        private final OutputStream out;

        Unclosed(SocketChannel guest) {
            out = Channels.newOutputStream(guest);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(harmless((byte) b));
        }

        @Override
        public void write(byte[] bytes, int off, int len) throws IOException {
            byte[] words = Arrays.copyOfRange(bytes, off, off + len);
            for (int i = 0; i < len; i++) {
                words[i] = harmless(words[i]);
            }
            out.write(words, 0, len);
        }

        void end(int how) throws IOException {
            out.write(how);
        }

        /** What a platform wrote may have in it what ends an answer. */
        private static byte harmless(byte b) {
            return b == DONE || b == FAILED ? (byte) '?' : b;
        }
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private Optional<Object> processor() {
        ServiceReference<?> reference = context.getServiceReference(PROCESSOR);
        return Optional.ofNullable(reference).map(context::getService);
    }

    /** The shell's classes live in a bundle, and the launcher must not wire to one: hence by name. */
    private static Object call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        for (Class<?> type : target.getClass().getInterfaces()) {
            for (var method : type.getMethods()) {
                if (method.getName().equals(name)
                        && method.getParameterCount() == arguments.length
                        && fits(method.getParameterTypes(), arguments)) {
                    return method.invoke(target, arguments);
                }
            }
        }
        throw new NoSuchMethodException(name);
    }

    private static boolean fits(Class<?>[] types, Object[] arguments) {
        for (int i = 0; i < types.length; i++) {
            if (types[i] != int.class && !types[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }
}
