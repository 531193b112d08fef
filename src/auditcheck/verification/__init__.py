"""The checker: a result's claims re-made from the evidence it names, by code of its own."""
