/** Changes of files, in batches, by inotify where there is one; never a lost change. */
@NullMarked
package dev.camber.host.watch;

import org.jspecify.annotations.NullMarked;
