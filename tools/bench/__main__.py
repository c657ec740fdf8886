"""`make bench`.

Nothing is imported before it is known that this is the program: each process that cleans rows loads this module again, and
would load the servers and the clients of the benchmark with it.
"""

if __name__ == "__main__":
    from tools.bench.benchmark import main

    main()
