#pragma once

#include <stddef.h>

// What a reader of HTML is told, in the order of the page. All texts are UTF-8 and end with NUL, except that of `text`.
typedef struct {
  // Handed to each of the functions.
  void *_Nonnull data;
  // An element begins; `classes` is its attribute `class`, or NULL.
  void (*_Nonnull begin)(void *_Nonnull data, const char *_Nonnull name, const char *_Nullable classes);
  // An element ends, even if the page does not say so.
  void (*_Nonnull end)(void *_Nonnull data, const char *_Nonnull name);
  // A piece of text of `count` bytes; `line` is the line of the page on which the parser is after it, from 1 on.
  void (*_Nonnull text)(void *_Nonnull data, const unsigned char *_Nonnull text, size_t count, int line);
} chtml_reader;

// Reads a page of `count` bytes of UTF-8. Returns 0 when there is no memory for the parser or the page is too large for it.
int chtml_read(const char *_Nonnull page, size_t count, const chtml_reader *_Nonnull reader);

// `count` bytes in an encoding with this name (IANA), as UTF-8 that chtml_free frees; `size` becomes its number of bytes. NULL when the
// encoding is not known or the bytes are not in it.
unsigned char *_Nullable chtml_decode(
    const unsigned char *_Nonnull bytes, size_t count, const char *_Nonnull encoding, size_t *_Nonnull size);
void chtml_free(unsigned char *_Nonnull text);
