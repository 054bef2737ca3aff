#pragma once

// Nothing is imported from here: libxml2's headers bring declarations of ICU, which Swift's Foundation has in another version.
// CHTML includes them where Swift does not see them; this module only says how to find and link the library.
