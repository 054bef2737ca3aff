"""Parts of the generator of accounts: one module for each kind of resource."""
