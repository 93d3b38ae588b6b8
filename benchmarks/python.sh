# Runs bars.py beside the script that sources this, by the first Python that has what it needs. Wants: $here, $modules, $packages.
for python in ${PYTHON:-/usr/bin/python3 python3}; do
  if "$python" -c "import $modules" 2>/dev/null; then
    # One thread of the linear algebra: gensim has workers of its own.
    export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$here/.."
    exec "$python" "$here/bars.py" "$@"
  fi
done
echo "$0: no Python has $modules; install $packages, or set PYTHON" >&2
exit 1
