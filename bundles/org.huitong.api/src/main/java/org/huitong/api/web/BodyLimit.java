// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On the parameter that takes the body: how much it may be, where that is not what is usual. More than the usual is read
 * for a few callers at once only; an {@code InputStream} is not gathered and takes as it comes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface BodyLimit {
    int BYTES = 64 * 1024;
    int VALUES = 10_000;
    int SECONDS = 10;

    long bytes() default BYTES;

    /** Of JSON: names, numbers, texts, beginnings and ends. A text of two letters takes twenty times its bytes. */
    int values() default VALUES;

    /** Within which it must have come to its end. */
    int seconds() default SECONDS;
}
