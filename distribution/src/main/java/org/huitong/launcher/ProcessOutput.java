// SPDX-License-Identifier: Apache-2.0
package org.huitong.launcher;

import ch.qos.logback.core.OutputStreamAppender;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/**
 * The log on the standard output of the process, named in {@code conf/logback.xml}. Logback's own appender asks
 * {@link System#out} for each line, and while a command of the shell runs that is the shell's.
 */
public final class ProcessOutput<E> extends OutputStreamAppender<E> {
    @Override
    public void start() {
        setOutputStream(new FileOutputStream(FileDescriptor.out) {
            /** The log is read anew while the hub runs, and the output goes on. */
            @Override
            public void close() {}
        });
        super.start();
    }
}
