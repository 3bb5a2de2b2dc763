// SPDX-License-Identifier: Apache-2.0
package org.huitong.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Lends out locksmiths. A bench and not thread-locals, which would outlive this bundle in the threads of others; when
 * all are out a new one is made, and when the bench is full it is let go.
 */
final class Bench {
    private final SecureRandom system = new SecureRandom();
    private final BlockingQueue<Locksmith> idle =
            new ArrayBlockingQueue<>(4 * Runtime.getRuntime().availableProcessors());

    <T> T with(Work<T> work) throws GeneralSecurityException {
        Locksmith locksmith = idle.poll();
        if (locksmith == null) {
            locksmith = new Locksmith(system);
        }
        T result = work.by(locksmith);
        // Not after a failure: a cipher in an unknown state is worth less than a new one.
        idle.offer(locksmith);
        return result;
    }

    /** What a locksmith is to do. */
    @FunctionalInterface
    interface Work<T> {
        T by(Locksmith locksmith) throws GeneralSecurityException;
    }
}
